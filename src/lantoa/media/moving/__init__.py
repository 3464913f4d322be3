"""Moving pictures: motion graphics and clips, from plain values to an MP4 file. Pure, no database.

`motion` and `clip` say what is seen when; typst draws every plate and card once (`cards`), a
`scenes` object paints one moment, `cutting` puts moments one after the other, and `mp4` encodes
them as they come: no more than a few pictures are ever in memory. All painting is done in the
planes that H.264 wants (`planes`), so a picture is converted once and not once a frame, and a
frame in which nothing moved is sent again as it is.
"""
