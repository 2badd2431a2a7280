/** Gives each snippet a button that copies its text. */
export function copyButtons(snippets: Iterable<HTMLElement>): void {
  for (const snippet of snippets) {
    const button = document.createElement('button')
    button.textContent = 'Copy'
    button.ariaLabel = `Copy the ${snippet.dataset['name'] ?? 'text'}`
    button.addEventListener('click', () => void copy(snippet, button))
    snippet.append(button)
  }
}

async function copy(snippet: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const text = snippet.querySelector('pre')
  if (!text) return
  try {
    await navigator.clipboard.writeText(text.textContent)
    button.textContent = 'Copied'
  } catch {
    // No clipboard without https or localhost: mark the text, so that a key press copies it.
    getSelection()?.selectAllChildren(text)
    button.textContent = 'Selected'
  }
  setTimeout(() => {
    button.textContent = 'Copy'
  }, 1_500)
}
