import type { Definition } from './definition.ts'

/** Asked for a token when there is none, and once more when one is refused. */
export type GetToken = () => string | Promise<string>

export interface GraphAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly GraphError[]
}

export interface GraphError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: { readonly code?: string }
}

type Asking = Omit<RequestInit, 'headers' | 'signal'> & {
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** How often a server that is busy is asked again, and the longest wait, in seconds, that a reader isn't told of. */
const AGAIN = { times: 2, wait: 15 }

/** Why a dashboard can't be shown; the message is fit for its readers. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** Talks to the server as any stranger would: one GET for what to draw, one POST for all of its data. */
export class Client {
  readonly #endpoint: string
  readonly #getToken: GetToken | undefined
  #token: string | undefined
  #renewal: Promise<string> | undefined

  constructor(endpoint: string, token: string | undefined, getToken: GetToken | undefined) {
    this.#endpoint = endpoint.replace(/\/+$/, '')
    this.#token = token
    this.#getToken = getToken
  }

  async definition(name: string, signal: AbortSignal): Promise<Definition> {
    const path = `/dashboards/${encodeURIComponent(name)}`
    const response = await this.#send(path, { headers: { accept: 'application/json' }, signal })
    if (response.status === 404) throw new Refusal(`There is no dashboard named “${name}”.`)
    if (!response.ok) throw await refusal(response)
    return (await response.json()) as Definition
  }

  /** All widgets' data. Errors of single fields are in the answer; what fails as a whole is thrown. */
  async answer(
    name: string,
    variables: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<GraphAnswer> {
    const response = await this.#send('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
      },
      body: JSON.stringify({ documentId: `dashboard:${name}`, variables }),
      signal,
    })
    const answer = await readJson(response)
    if (!answer?.data) throw await refusal(response, answer)
    return answer
  }

  /** Waits as long as a server that has no room for us just now says, and asks again. */
  async #send(path: string, init: Asking): Promise<Response> {
    for (let again = 0; ; again++) {
      const response = await this.#sendOnce(path, init)
      const wait = waitOf(response)
      if (wait === undefined || wait > AGAIN.wait || again === AGAIN.times) return response
      await pause(wait, init.signal)
    }
  }

  async #sendOnce(path: string, init: Asking): Promise<Response> {
    const token = this.#token ?? (await this.#renew(undefined))
    const response = await this.#fetch(path, init, token)
    if (response.status !== 401 || !this.#getToken) return response
    return this.#fetch(path, init, await this.#renew(token))
  }

  #fetch(path: string, init: Asking, token: string): Promise<Response> {
    return fetch(this.#endpoint + path, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      credentials: 'omit',
      cache: 'no-store',
    })
  }

  /** Two requests that find the same token expired ask for one new token between them. */
  async #renew(refused: string | undefined): Promise<string> {
    if (this.#token !== undefined && this.#token !== refused) return this.#token
    if (!this.#getToken) throw new Refusal('This dashboard was given no access token.')
    this.#renewal ??= Promise.resolve(this.#getToken())
    try {
      this.#token = await this.#renewal
    } finally {
      this.#renewal = undefined
    }
    return this.#token
  }
}

async function refusal(response: Response, answer?: GraphAnswer): Promise<Refusal> {
  if (response.status === 401) return new Refusal('Your access has expired. Reload the page to renew it.')
  if (response.status === 403) return new Refusal('You don’t have access to this dashboard.')
  const wait = waitOf(response)
  if (wait !== undefined) return new Refusal(`${busy(response)} Try again ${inSeconds(wait)}.`)
  if (response.status === 429) return new Refusal(`${busy(response)} Try again in a moment.`)
  const said = (answer ?? (await readJson(response)))?.errors?.[0]?.message
  return new Refusal(said ?? `The server answered with status ${response.status}.`)
}

function busy(response: Response): string {
  return response.status === 429 ? 'Too many requests just now.' : 'The server is busy just now.'
}

function inSeconds(wait: number): string {
  if (wait < 60) return wait === 1 ? 'in a second' : `in ${wait} seconds`
  const minutes = Math.ceil(wait / 60)
  return minutes === 1 ? 'in a minute' : `in ${minutes} minutes`
}

/** Whole seconds, where the server says when it has room again. */
function waitOf(response: Response): number | undefined {
  if (response.status !== 429 && response.status !== 503) return undefined
  const told = response.headers.get('retry-after') ?? ''
  return /^\d{1,9}$/.test(told) ? Math.max(1, Number(told)) : undefined
}

/** Ends early, by throwing, where nobody waits for the answer any more. */
function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', give)
      resolve()
    }, seconds * 1000)
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
  })
}

async function readJson(response: Response): Promise<GraphAnswer | undefined> {
  if (response.bodyUsed) return undefined
  try {
    return (await response.json()) as GraphAnswer
  } catch {
    return undefined
  }
}
