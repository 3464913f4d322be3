"""Sound: voices, loudness, encoding. Pure, no database.

`readings.from_words` makes sound from words by a synthetic voice, `recordings.from_upload` from
a person's recording, `programme.assemble` fills a slot with what they made. All three end in
`mastering.master`, so everything that airs obeys one loudness law (`mastering`). `play` is the
child process through which a receiver hears a file. PyAV and eSpeak NG are loaded only when a
function needs them: importing this package costs nothing.
"""
