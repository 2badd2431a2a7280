import type { FarResponse } from '../contract.ts'
import type { Reading } from '../kit/ask.ts'
import type { Rule } from '../kit/classify.ts'

const rules: readonly Rule[] = [
  // A web page is what proxies and login walls answer with; a receiver says nothing, or JSON, or a plain word.
  { status: [200, 299], when: isPage, is: 'UNKNOWN' },
  { status: 401, is: 'FATAL', cure: 'The receiver doesn’t accept the signature: compare the secrets' },
  { status: 403, is: 'FATAL', cure: 'The receiver refuses this sender: ask its owner' },
  { status: 404, is: 'FATAL', cure: 'Check `url`' },
  { status: 405, is: 'FATAL', cure: 'The receiver must accept POST' },
  { status: 408, is: 'RETRY' },
  {
    status: 410,
    is: 'FATAL',
    cure: 'The receiver is gone for good: take the destination out of sluice.yaml',
  },
  { status: 413, is: 'SPLIT' },
  { status: 425, is: 'RETRY' },
  { status: 429, is: 'THROTTLE' },
  { status: [400, 499], is: 'ROW' },
]

export const reading: Reading = { rules, message }

function message({ json, text, headers }: FarResponse): string {
  if (typeof json === 'object' && json !== null) {
    const { error, message } = json as { error?: unknown; message?: unknown }
    if (typeof error === 'string') return error
    if (typeof message === 'string') return message
    return ''
  }
  return headers['content-type']?.startsWith('text/plain') ? text : ''
}

function isPage({ headers, text }: FarResponse): boolean {
  return headers['content-type']?.includes('html') === true || /^\s*<(!doctype|html)/i.test(text)
}
