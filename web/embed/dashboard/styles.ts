import { css } from 'lit'

export const styles = css`
  :host {
    display: block;
    container: dashboard / inline-size;
  }
  :host([hidden]) {
    display: none;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 20px;
    align-items: center;
    margin-bottom: 16px;
  }
  h2 {
    margin-inline-end: auto;
    font-size: 20px;
    font-weight: 650;
    line-height: 1.3;
    letter-spacing: -0.018em;
  }
  fieldset {
    display: flex;
    margin: 0;
    padding: 3px;
    border: 0;
    border-radius: 9px;
    background: var(--sunken);
  }
  legend,
  input {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }
  label {
    cursor: pointer;
  }
  label span {
    display: block;
    padding: 4px 11px;
    border-radius: 6px;
    font-size: 13px;
    color: var(--muted);
    white-space: nowrap;
  }
  label:hover span {
    color: var(--ink);
  }
  input:checked + span {
    color: var(--ink);
    font-weight: 500;
    background: light-dark(#fff, #39424f);
    box-shadow: 0 1px 2px rgb(10 16 28 / 0.14);
  }
  input:focus-visible + span {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .refresh {
    display: grid;
    place-items: center;
    width: 30px;
    height: 30px;
    border-radius: 8px;
    color: var(--muted);
  }
  .refresh:hover {
    color: var(--ink);
    background: var(--sunken);
  }
  .refresh svg {
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .refresh[aria-disabled='true'] svg {
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .refresh svg {
      animation: none !important;
    }
  }
  .widgets {
    display: grid;
    grid-template-columns: repeat(12, minmax(0, 1fr));
    gap: 14px;
  }
  .widgets > * {
    grid-column: span 12;
  }
  @container dashboard (max-width: 480px) {
    h2 {
      flex-basis: 100%;
    }
    .head {
      justify-content: space-between;
    }
  }
  @container dashboard (min-width: 420px) {
    .span-3,
    .span-4 {
      grid-column: span 6;
    }
  }
  @container dashboard (min-width: 760px) {
    .span-3 {
      grid-column: span 3;
    }
    .span-4 {
      grid-column: span 4;
    }
    .span-6 {
      grid-column: span 6;
    }
    .span-8 {
      grid-column: span 8;
    }
  }
  .refused {
    display: grid;
    gap: 14px;
    justify-items: center;
    padding: 56px 24px;
    color: var(--muted);
    text-align: center;
    background: var(--ground);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
  }
  .refused button {
    padding: 6px 14px;
    font-weight: 500;
    color: var(--ink);
    border: 1px solid var(--edge);
    border-radius: 8px;
  }
  .refused button:hover {
    background: var(--sunken);
  }
`
