import type { FarRecord, SimReply, SimRequest } from './simulator.ts'

interface Shown {
  readonly tenant: string | null
  readonly records: readonly FarRecord[]
}

const MOST_RECORDS = 200

/** What a far side holds: JSON, or a page for a browser. `?limit=` records an account, the latest written first. */
export function showRecords(destination: string, accounts: readonly Shown[], asked: SimRequest): SimReply {
  const limit = Math.min(Number(asked.query.get('limit') ?? MOST_RECORDS) || MOST_RECORDS, 10_000)
  const shown = accounts.map(({ tenant, records }) => ({
    tenant,
    count: records.length,
    records: records.toSorted((a, b) => b.version - a.version).slice(0, limit),
  }))
  if (!asked.headers['accept']?.includes('text/html'))
    return { status: 200, body: { destination, accounts: shown } }
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
    body: page(destination, shown),
  }
}

function page(destination: string, accounts: readonly (Shown & { count: number })[]): string {
  const title = `What ${destination} holds`
  const parts = accounts.map(({ tenant, count, records }) => {
    const names = [...new Set(records.flatMap(({ fields }) => Object.keys(fields)))]
    const head = ['object', 'id', ...names].map((name) => `<th>${escape(name)}</th>`).join('')
    const rows = records.map((record) => row(record, names)).join('')
    const name = tenant === null ? 'All tenants' : `Tenant ${tenant}`
    return `<h2>${escape(name)}: ${count}</h2><table><tr>${head}</tr>${rows}</table>`
  })
  return `<!doctype html><meta charset="utf-8"><title>${escape(title)}</title><style>${STYLE}</style><h1>${escape(title)}</h1>${parts.join('') || '<p>Nothing yet.</p>'}`
}

function row({ object, id, fields }: FarRecord, names: readonly string[]): string {
  const cells = [object, id, ...names.map((name) => tell(fields[name]))]
  return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`
}

function tell(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const STYLE =
  'body{font:14px system-ui;margin:2rem;color:#1a2b33}table{border-collapse:collapse}' +
  'td,th{padding:.3rem .7rem;border-bottom:1px solid #d8e0e4;text-align:left;white-space:nowrap}th{color:#5b6f79}'
