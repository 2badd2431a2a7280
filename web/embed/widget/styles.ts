import { css } from 'lit'
import { chartStyles } from '../charts/styles.ts'

const frame = css`
  :host {
    display: block;
    min-width: 0;
  }
  article {
    container: widget / inline-size;
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100%;
    padding: 18px 20px 16px;
    background: var(--ground);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
  }
  header {
    display: flex;
    gap: 8px;
    align-items: flex-start;
    justify-content: space-between;
    min-height: 24px;
    margin-bottom: 10px;
  }
  h3 {
    font-size: 13px;
    font-weight: 600;
    letter-spacing: -0.003em;
  }
  .kpi h3 {
    font-weight: 500;
    color: var(--muted);
  }
  .kpi header {
    margin-bottom: 2px;
  }
  .switch {
    flex: none;
    width: 24px;
    height: 24px;
    margin: -3px -5px 0 0;
    border-radius: 6px;
    color: var(--muted);
    opacity: 0.65;
    transition: opacity 120ms;
  }
  .switch:is(:hover, :focus-visible, [aria-pressed='true']) {
    opacity: 1;
    background: var(--sunken);
  }
  .switch svg {
    display: block;
    margin: auto;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.4;
  }
  .body {
    flex: 1;
    min-width: 0;
    transition: opacity 160ms;
  }
  :host([stale]) .body {
    opacity: 0.45;
  }
  .note {
    display: grid;
    place-content: center;
    min-height: 96px;
    height: 100%;
    color: var(--muted);
    text-align: center;
    text-wrap: balance;
  }
  .kpi .note {
    min-height: 44px;
    place-content: center start;
    text-align: start;
  }
  .note.failed {
    color: var(--bad);
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`

const skeleton = css`
  .skeleton {
    height: 264px;
    border-radius: 6px;
    background: linear-gradient(100deg, var(--sunken) 40%, var(--grid) 50%, var(--sunken) 60%) 0 / 300% 100%;
    animation: shimmer 1.6s linear infinite;
  }
  .kpi .skeleton {
    width: 62%;
    height: 34px;
    margin-top: 6px;
  }
  @keyframes shimmer {
    from {
      background-position: 100% 0;
    }
    to {
      background-position: 0 0;
    }
  }
`

export const styles = [frame, skeleton, ...chartStyles]
