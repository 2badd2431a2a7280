import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { SluiceError } from '../base/errors.ts'

/** Seals values so that they can only be opened where they were put. */
export interface Vault {
  /** @param place what the value belongs to: moved anywhere else, it doesn't open */
  seal(value: unknown, place: readonly string[]): Buffer
  /** @throws INVALID_DATA if it was altered, moved, or sealed with another key */
  open(sealed: Buffer, place: readonly string[]): unknown
}

const CIPHER = 'aes-256-gcm'
const IV = 12
const TAG = 16

/** AES-256-GCM; the place is authenticated with the value. Without a key nothing can be sealed or opened. */
export function openVault(key: Uint8Array | undefined): Vault {
  return {
    seal: (value, place) => {
      const iv = randomBytes(IV)
      const cipher = createCipheriv(CIPHER, keyOf(key), iv).setAAD(aad(place))
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open: (sealed, place) => {
      const decipher = createDecipheriv(CIPHER, keyOf(key), sealed.subarray(0, IV), { authTagLength: TAG })
      decipher.setAAD(aad(place)).setAuthTag(sealed.subarray(IV, IV + TAG))
      try {
        const body = Buffer.concat([decipher.update(sealed.subarray(IV + TAG)), decipher.final()])
        return JSON.parse(body.toString('utf8')) as unknown
      } catch (cause) {
        throw new SluiceError('INVALID_DATA', {
          what: `The sealed settings of ${place.join(' / ')} cannot be opened`,
          expected: 'settings that were sealed here with the present key',
          cure: 'Give back the key that they were sealed with, or set them again',
          cause,
        })
      }
    },
  }
}

// JSON keeps ["a","bc"] and ["ab","c"] apart.
function aad(place: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(place), 'utf8')
}

function keyOf(key: Uint8Array | undefined): Uint8Array {
  if (key?.length === 32) return key
  throw new SluiceError('UNAVAILABLE', {
    what: key
      ? `The key for tenants' credentials has ${key.length} bytes`
      : "There is no key for tenants' credentials",
    expected: 'a key of 32 bytes',
    cure: 'Set a secret for this Sluice',
  })
}
