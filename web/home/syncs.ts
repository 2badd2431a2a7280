import type { Sync } from './api.ts'

/** One sync as a card: what it does, and how its last run went. */
export function syncCard(sync: Sync): HTMLLIElement {
  const card = document.createElement('li')
  card.title = sync.description ?? ''
  const head = element('div', 'name', element('span', '', sync.name), stateOf(sync))
  const whose = sync.scope === 'TENANT' ? 'per shop' : 'all shops'
  card.append(
    head,
    element('div', 'where', `${sync.mode.toLowerCase()} · ${sync.to} / ${sync.object} · ${whose}`),
  )
  if (sync.lastRun) card.append(countsOf(sync.lastRun.counts))
  return card
}

function stateOf({ lastRun }: Sync): HTMLElement {
  if (!lastRun) return element('span', 'state never', 'not run yet')
  const state = lastRun.state.toLowerCase()
  const good = /^(succeeded|done|completed|finished|ok)$/.test(state)
  const bad = /fail|reject|error|lost/.test(state)
  const said = element('span', `state ${good ? 'good' : bad ? 'bad' : ''}`, `${state}, ${ago(lastRun.at)}`)
  said.title = new Date(lastRun.at).toLocaleString()
  return said
}

/** The counts that aren't zero, and what was read in any case. */
function countsOf(counts: Readonly<Record<string, number>>): HTMLElement {
  const told = Object.entries(counts).filter(([name, count]) => count > 0 || name === 'read')
  return element(
    'div',
    'counts',
    ...told.map(([name, count]) => element('span', '', element('b', '', count.toLocaleString()), ` ${name}`)),
  )
}

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' })

function ago(at: string): string {
  const seconds = Math.round((Date.now() - Date.parse(at)) / 1000)
  if (seconds < 45) return 'just now'
  if (seconds < 3_600) return relative.format(-Math.round(seconds / 60), 'minute')
  if (seconds < 86_400) return relative.format(-Math.round(seconds / 3_600), 'hour')
  return relative.format(-Math.round(seconds / 86_400), 'day')
}

function element(tag: string, name: string, ...inside: readonly (string | Node)[]): HTMLElement {
  const made = document.createElement(tag)
  if (name) made.className = name
  made.append(...inside)
  return made
}
