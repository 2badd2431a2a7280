import { css } from 'lit'

/**
 * What a host page may set: every `--sluice-*` below. Light and dark come from the page's `color-scheme`.
 * The palette keeps 3:1 against its ground in both, and its hues apart for the common colour blindnesses.
 */
export const theme = css`
  :host {
    --ink: var(--sluice-ink, light-dark(#14181f, #e9ecf1));
    --muted: var(--sluice-muted, light-dark(#626b78, #98a2b1));
    --ground: var(--sluice-ground, light-dark(#ffffff, #171b22));
    --sunken: var(--sluice-sunken, light-dark(#f1f3f5, #20262f));
    --edge: var(--sluice-edge, light-dark(#e4e7eb, #2b323d));
    --grid: var(--sluice-grid, light-dark(#edeff2, #262c36));
    --accent: var(--sluice-accent, light-dark(#1d5fd1, #6ea3ff));
    --good: var(--sluice-good, light-dark(#14804a, #57c98d));
    --bad: var(--sluice-bad, light-dark(#b3261e, #f2928b));
    --radius: var(--sluice-radius, 10px);
    --font: var(
      --sluice-font,
      'Inter Variable',
      Inter,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Open Sans',
      sans-serif
    );
    --quiet: var(--sluice-quiet, light-dark(#838d9b, #727e8e));
    --series-0: var(--sluice-series-1, var(--accent));
    --series-1: var(--sluice-series-2, light-dark(#0b8a78, #45c4b0));
    --series-2: var(--sluice-series-3, light-dark(#c2710c, #e9a64e));
    --series-3: var(--sluice-series-4, light-dark(#7c4fc4, #b695f0));
    --series-4: var(--sluice-series-5, light-dark(#c03c6a, #f084a8));
    --series-5: var(--sluice-series-6, light-dark(#64748b, #94a3b8));
    color: var(--ink);
    font: 14px/1.45 var(--font);
    font-variant-numeric: tabular-nums;
    -webkit-font-smoothing: antialiased;
  }
  * {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    cursor: pointer;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
    border-radius: 4px;
  }
`
