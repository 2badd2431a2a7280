import fc from 'fast-check'

// The short form asks the same each time, so that a change is what turns it red; the full one asks other things too.
if (process.env['SLUICE_FULL'] !== '1') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_122 })
