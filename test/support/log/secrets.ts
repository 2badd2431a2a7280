/** What no line of a log may hold: what it is called, and what it looks like. */
export interface Secret {
  readonly name: string
  readonly looks: RegExp
  /** A tenant's value, which PostgreSQL's own log may quote and ours may not. */
  readonly value?: true
}

/** Passwords and keys that the tests write out. */
const known = [
  'a-test-password',
  'a secret of the tests, long enough for HS256',
  'a-secret-of-acme-alone',
  'very-secret',
  'hunter2',
]

export const secrets: readonly Secret[] = [
  { name: 'a token', looks: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?/ },
  { name: 'a header with a token', looks: /\b(?:bearer|basic)\s+[\w.~+/-]{16,}/i },
  { name: 'an API key', looks: /\bslk_[A-Za-z0-9]{8}_[\w-]{20,}/ },
  { name: 'an address with a password', looks: /\b[a-z][a-z+]*:\/\/[^\s:@/"']+:(?!\*+@)[^\s@/"']+@/i },
  { name: 'a private key', looks: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { name: 'a signed context', looks: /\b1\d{9}\.[0-9a-f]{64}\./ },
  { name: 'a password', looks: new RegExp(known.map(escaped).join('|')) },
  // All tests make them in one of these forms.
  { name: 'a canary', looks: /\bcanary(?:[0-9a-f]{8}|-[a-z]-\d)/i, value: true },
]

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
