"""An alert of our own: heavy rain in an invented commune."""

ALERT = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>songlam-2026-0007</identifier>
  <sender>truc@songlam.example</sender>
  <sent>2026-10-02T15:00:00+07:00</sent>
  <status>Exercise</status>
  <msgType>Update</msgType>
  <source>Diễn tập phòng, chống thiên tai</source>
  <scope>Private</scope>
  <addresses>truong-thon-3@songlam.example</addresses>
  <code>dien-tap</code>
  <code>lan-2</code>
  <note>Thông tin diễn tập</note>
  <references>truc@songlam.example,songlam-2026-0006,2026-10-02T14:00:00+07:00</references>
  <incidents>mua-lon-10-2026</incidents>
  <info>
    <language>vi-VN</language>
    <category>Met</category>
    <category>Safety</category>
    <event>Mưa lớn</event>
    <responseType>Prepare</responseType>
    <responseType>Monitor</responseType>
    <urgency>Expected</urgency>
    <severity>Moderate</severity>
    <certainty>Likely</certainty>
    <audience>Các hộ ven suối</audience>
    <eventCode>
      <valueName>noi-bo</valueName>
      <value>ML</value>
    </eventCode>
    <effective>2026-10-02T15:00:00+07:00</effective>
    <onset>2026-10-02T18:00:00+07:00</onset>
    <expires>2026-10-03T06:00:00+07:00</expires>
    <senderName>Ủy ban nhân dân xã Sông Lam</senderName>
    <headline>Mưa lớn đêm nay</headline>
    <description>Lượng mưa dự báo 80 đến 120 mm.</description>
    <instruction>Không qua ngầm tràn khi nước chảy xiết.</instruction>
    <web>https://songlam.example/canh-bao/7</web>
    <contact>0238 000 0000</contact>
    <parameter>
      <valueName>mua</valueName>
      <value>120</value>
    </parameter>
    <resource>
      <resourceDesc>Bản đồ điểm ngập</resourceDesc>
      <mimeType>image/png</mimeType>
      <size>20480</size>
      <uri>ban-do.png</uri>
    </resource>
    <area>
      <areaDesc>Thôn 3 và thôn 4, xã Sông Lam</areaDesc>
      <polygon>18.70,105.60 18.72,105.60 18.72,105.63 18.70,105.63 18.70,105.60</polygon>
      <circle>18.71,105.61 1.5</circle>
      <geocode>
        <valueName>thon</valueName>
        <value>3</value>
      </geocode>
      <altitude>0</altitude>
      <ceiling>300.5</ceiling>
    </area>
  </info>
</alert>
"""
