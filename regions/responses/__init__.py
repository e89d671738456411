"""The response model: arrays in, arrays out.

One hemisphere at a time, in stages that depend on nothing but their arguments: `populations` lists who lives where,
`units` draws them, `places` sums them up at every vertex and adds measurement noise, `detect` counts their spikes and
says what an experimenter would call each. `simulate` runs the stages in a row.
"""
