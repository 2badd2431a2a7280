/** Where a run may be cut: before and after everything that leaves a trace somewhere. Crash tests stop at each. */
export const points = [
  'after claim',
  'after read',
  'in checkpoint',
  'before send',
  'after send before ack',
  'after ack before ledger',
  'in commit',
  'after commit',
  'in finish',
] as const

export type Point = (typeof points)[number]

/** Called, and awaited, at each point as the run passes it. */
export type At = (point: Point) => void | Promise<void>
