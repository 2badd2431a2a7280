/** `SLUICE_SEED=123` replays a run; `SLUICE_FULL=1` asks thousands of questions. */
export const full = process.env['SLUICE_FULL'] === '1'
export const seed = Number(process.env['SLUICE_SEED'] ?? 20260330)

/** Milliseconds for one property. */
export const patience = full ? 900_000 : 60_000
