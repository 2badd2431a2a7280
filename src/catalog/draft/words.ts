const folded: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  þ: 'th',
  ı: 'i',
}

/** The words of a warehouse's name, in small ASCII letters: `"Order Details"`, `order_details`, `OrderDetails` alike. */
export function words(name: string): readonly string[] {
  return name
    .replace(/[ßæøœłđþı]/gi, (letter) => folded[letter.toLowerCase()] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())
}

/** `order details` gives `orderDetails`; a name that begins with a digit gets a letter before it. */
export function camel(parts: readonly string[]): string {
  const [first = '', ...rest] = parts
  return lettered(first + rest.map(capital).join(''), 'n')
}

/** `order detail` gives `OrderDetail`. */
export function pascal(parts: readonly string[]): string {
  return lettered(parts.map(capital).join(''), 'T')
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function lettered(name: string, letter: string): string {
  return /^\d/.test(name) ? letter + name : name
}

/** The first candidate that is free; after the last one, that one with a number. */
export function firstFree(candidates: readonly string[], isFree: (name: string) => boolean): string {
  const free = candidates.find((name) => name !== '' && isFree(name))
  if (free !== undefined) return free
  const last = candidates.findLast((name) => name !== '') ?? 'value'
  let number = 2
  while (!isFree(`${last}${number}`)) number++
  return `${last}${number}`
}
