/**
 * A number as a fraction of two integers: exact, whatever its digits. `slack` is how far a warehouse that rounds its
 * quotients may be from it; it is 0 for what needs no division.
 */
export class Num {
  readonly n: bigint
  readonly d: bigint
  readonly slack: number

  constructor(n: bigint, d = 1n, slack = 0) {
    const sign = d < 0n ? -1n : 1n
    const divisor = gcd(abs(n), abs(d))
    this.n = (sign * n) / divisor
    this.d = (sign * d) / divisor
    this.slack = slack
  }

  plus(other: Num): Num {
    return new Num(this.n * other.d + other.n * this.d, this.d * other.d, this.slack + other.slack)
  }

  minus(other: Num): Num {
    return this.plus(other.negated())
  }

  negated(): Num {
    return new Num(-this.n, this.d, this.slack)
  }

  times(other: Num): Num {
    const [a, b] = [Math.abs(this.toNumber()), Math.abs(other.toNumber())]
    const slack = a * other.slack + b * this.slack + this.slack * other.slack
    return new Num(this.n * other.n, this.d * other.d, slack)
  }

  /** A warehouse keeps 16 digits of a quotient, so its slack is at least the 15th. */
  over(other: Num): Num {
    const quotient = new Num(this.n * other.d, this.d * other.n)
    const [q, b] = [Math.abs(quotient.toNumber()), Math.abs(other.toNumber())]
    const slack = q * 1e-14 + (this.slack + q * other.slack) / Math.max(b - other.slack, b / 2)
    return new Num(quotient.n, quotient.d, slack)
  }

  /** To `places` after the point, halves away from zero. */
  rounded(places: number): Num {
    const unit = 10n ** BigInt(places)
    const scaled = abs(this.n) * unit * 2n + this.d
    const whole = scaled / (this.d * 2n)
    // Near a half the warehouse's own digits may tip it the other way.
    return new Num(this.n < 0n ? -whole : whole, unit, this.slack === 0 ? 0 : this.slack + 1 / Number(unit))
  }

  compare(other: Num): number {
    const difference = this.n * other.d - other.n * this.d
    return difference < 0n ? -1 : difference > 0n ? 1 : 0
  }

  get isZero(): boolean {
    return this.n === 0n
  }

  /** Whether `other` is what a warehouse may rightly say for this. */
  admits(other: Num): boolean {
    return this.compare(other) === 0 || Math.abs(this.minus(other).toNumber()) <= this.slack
  }

  roughly(slack: number): Num {
    return new Num(this.n, this.d, this.slack + slack)
  }

  toNumber(): number {
    const surplus = Math.max(abs(this.n).toString(2).length, this.d.toString(2).length) - 1000
    if (surplus <= 0) return Number(this.n) / Number(this.d)
    return Number(this.n >> BigInt(surplus)) / Number(this.d >> BigInt(surplus))
  }

  /** Canonical: equal numbers have equal texts. */
  toString(): string {
    return this.d === 1n ? String(this.n) : `${this.n}/${this.d}`
  }
}

/** Reads `-12.50`, `3`, `1e-7`. */
export function num(text: string | number | bigint): Num {
  const found = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(String(text))
  if (!found) throw new TypeError(`${text} is no number`)
  const [, sign, whole = '', part = '', exponent = '0'] = found
  const digits = BigInt(`${sign}${whole}${part}` || '0')
  const places = part.length - Number(exponent)
  return places >= 0 ? new Num(digits, 10n ** BigInt(places)) : new Num(digits * 10n ** BigInt(-places))
}

export const ZERO = new Num(0n)

function abs(n: bigint): bigint {
  return n < 0n ? -n : n
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a || 1n : gcd(b, a % b)
}
