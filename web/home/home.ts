import type { SluiceDashboard } from '../embed/index.ts'
import { appToken, embedToken, shops, syncs, type Shop } from './api.ts'
import { copyButtons } from './copy.ts'
import { syncCard } from './syncs.ts'

const SYNCS_EVERY_MS = 4_000
const QUERY = `{
  orderMetrics(where: { placedAt: { inLast: "P90D" } }) {
    rows { channel revenue share: revenue(share: TOTAL) }
    totals { revenue lastYear: revenue(shift: "-P1Y") }
  }
}`.replaceAll(/\s+/g, ' ')

const dashboard = part('dashboard') as SluiceDashboard
const select = part('shop') as HTMLSelectElement

async function start(): Promise<void> {
  copyButtons(document.querySelectorAll<HTMLElement>('.snippet'))
  part('address').textContent = `${location.origin}/graphql`
  const all = await shops()
  select.append(...all.map(({ tenant, name }) => new Option(name, tenant)))
  select.disabled = false
  // Without a wish it is the first, which is the largest: an empty picture greets nobody.
  const asked = new URLSearchParams(location.search).get('shop')
  if (asked !== null && all.some(({ tenant }) => tenant === asked)) select.value = asked
  select.addEventListener('change', () => void show(all).catch(tell))
  await show(all)
}

/** Shows the dashboard as the chosen shop. */
async function show(all: readonly Shop[]): Promise<void> {
  const shop = all.find(({ tenant }) => tenant === select.value)
  if (!shop) return
  history.replaceState(null, '', `?shop=${encodeURIComponent(shop.tenant)}`)
  part('who').textContent = shop.name
  const token = await appToken(shop.tenant)
  // Another shop may have been chosen meanwhile.
  if (select.value !== shop.tenant) return
  part('token').textContent = token
  part('curl').textContent = curl(token)
  const embedded = await embedToken(token, dashboard.name)
  if (select.value !== shop.tenant) return
  dashboard.getToken = async () => embedToken(await appToken(shop.tenant), dashboard.name)
  dashboard.token = embedded
}

function curl(token: string): string {
  return [
    `curl ${location.origin}/graphql`,
    `-H 'content-type: application/json'`,
    `-d '${JSON.stringify({ query: QUERY })}'`,
    // Last, since it is long: what is asked is what a reader should see.
    `-H 'authorization: Bearer ${token}'`,
  ].join(' \\\n  ')
}

async function showSyncs(): Promise<void> {
  const cards = (await syncs()).map(syncCard)
  part('syncs').replaceChildren(...cards)
}

/** A run that the reader starts in a terminal should show here by itself; a hidden page needn't ask. */
async function watchSyncs(): Promise<void> {
  if (!document.hidden) await showSyncs().catch(() => {})
  setTimeout(() => void watchSyncs(), SYNCS_EVERY_MS)
}

function tell(error: unknown): void {
  const said = document.createElement('p')
  said.className = 'failed'
  said.role = 'alert'
  said.textContent = error instanceof Error ? error.message : 'The demo can’t be reached.'
  dashboard.before(said)
}

function part(id: string): HTMLElement {
  return document.querySelector(`#${id}`) as HTMLElement
}

void watchSyncs()
start().catch(tell)
