/** At most `size` pieces of work at once; the others wait in line. */
export function openSlots(size: number): { use<T>(work: () => Promise<T>): Promise<T> } {
  let free = size
  const line: (() => void)[] = []
  return {
    use: async (work) => {
      if (free > 0) free--
      else await new Promise<void>((resolve) => void line.push(resolve))
      try {
        return await work()
      } finally {
        const next = line.shift()
        if (next) next()
        else free++
      }
    },
  }
}
