import { pino } from 'pino'

export type Log = pino.Logger

/** JSON lines on stderr; stdout belongs to answers. Secrets and personal data never reach it: log codes and counts. */
export function openLog(level: string): Log {
  return pino(
    { level, redact: ['*.token', '*.secret', '*.password', '*.authorization'] },
    pino.destination(2),
  )
}

/** For tests and for commands that speak through their own output. */
export const silentLog: Log = pino({ level: 'silent' })
