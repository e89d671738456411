"""The response model: arrays in, arrays out.

One hemisphere at a time, in stages that depend on nothing but their arguments: `populations` lists who lives where,
`units` draws them, `tuning` draws which actions each prefers, `conditions` lets them perform, `split` is the teaching
switch. Then `places` sums them up at every vertex and adds measurement noise, `detect` counts their spikes and says
what an experimenter would call each, `ladder` how few are left when the question is asked strictly, `spikes` what one
does over time, `voxel` who stands in a cube, `bold` what blood does, `tidy` all of it as rows. `simulate` runs the
stages in a row, from the `knobs`.

Tables: `classes` and `shares` (recorded rates and shares), `actions` and `action_file`, `constants` (every other
number and knob, with its source).
"""
