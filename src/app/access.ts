import type { ServerParts, View } from '../serve/settings.ts'
import { audit } from '../store/audit.ts'
import { openApiKeys } from '../store/apikeys.ts'
import { openDirectory } from '../store/directory.ts'
import { openListening } from '../store/listening.ts'
import type { Wiring } from './wiring.ts'

/** Who may ask, as the store has it, kept for as long as the store would tell of a change. */
export async function openAccess(
  wiring: Wiring,
): Promise<Required<Pick<ServerParts, 'directory' | 'apiKeys' | 'news' | 'viewed'>>> {
  const store = await wiring.store()
  const news = openListening(store)
  wiring.onClose(() => news.close())
  return {
    news,
    directory: openDirectory(store, news),
    apiKeys: openApiKeys(store, news),
    viewed: ({ actor, tenant, ...details }: View) =>
      audit(store, { actor, action: 'view.request', tenant, details }),
  }
}
