"""What Word lays on the clipboard: its own markup, lists that are paragraphs, tables, letters in
parts, signs of symbol fonts."""

import unicodedata

IGNORED = "<span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;</span></span>"  # noqa: E501
TOLD = unicodedata.normalize("NFD", "“Chuyển đổi số” là việc của\u00a0mọi nhà")
HTML = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {{mso-style-parent:""; font-family:"Times New Roman"}} --></style></head>
<body lang=VI style='tab-interval:36.0pt'><!--StartFragment-->
<h2 style='mso-pagination:none'><span lang=VI>Kết quả<o:p></o:p></span></h2>
<p class=MsoNormal style='text-align:justify;mso-margin-top-alt:auto'><b><span style='color:red'>
{TOLD}</span></b><span style='mso-tab-count:1'>\t</span>năm 2026\u00ad.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>{IGNORED}<![endif]>Mở máy<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]>{IGNORED}<![endif]>Chọn tiếng Việt<o:p></o:p></p>
<ul><li>Một<ul><li>Một chấm một</li></ul></li><li>Hai</li></ul>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Thôn</p></td><td><p class=MsoNormal>Số hộ</p></td></tr>
<tr><td><p class=MsoNormal>Bến Đò</p></td><td><p class=MsoNormal>120</p></td></tr></table>
<p class=MsoNormal><script>alert(1)</script><a href="javascript:alert(1)">Xem</a> <a href="https://xa.example/">trang xã</a> <img src="file:///C:/anh.png"></p>
<!--EndFragment--></body></html>"""  # noqa: E501
