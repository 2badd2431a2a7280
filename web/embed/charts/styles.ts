import { css } from 'lit'

const figures = css`
  .figure {
    min-height: 38px;
    font-weight: 600;
    line-height: 1.2;
    letter-spacing: -0.022em;
    overflow-wrap: anywhere;
  }
  .than {
    display: flex;
    flex-wrap: wrap;
    gap: 0 6px;
    margin-top: 2px;
    font-size: 12.5px;
    color: var(--muted);
  }
  .delta {
    position: relative;
    font-weight: 600;
    white-space: nowrap;
    color: var(--muted);
  }
  .delta.good {
    color: var(--good);
  }
  .delta.bad {
    color: var(--bad);
  }
  .delta svg {
    display: inline-block;
    width: 8px;
    height: 8px;
    margin-inline-end: 4px;
    fill: currentcolor;
  }
  .beside {
    margin-top: 4px;
    font-size: 13px;
    color: var(--muted);
  }
  .beside b {
    font-weight: 600;
    color: var(--ink);
  }
  .spark {
    display: block;
    margin-top: 12px;
  }
`

const marks = css`
  .stage {
    position: relative;
  }
  svg {
    display: block;
    overflow: visible;
    max-width: 100%;
  }
  .stage > svg {
    touch-action: pan-y;
    cursor: crosshair;
  }
  .tick {
    font-size: 11.5px;
    fill: var(--muted);
  }
  .grid {
    stroke: var(--grid);
  }
  .base {
    stroke: var(--edge);
  }
  .cross {
    stroke: var(--muted);
    stroke-dasharray: 3 3;
    opacity: 0.7;
  }
  .s0 {
    --hue: var(--series-0);
  }
  .s1 {
    --hue: var(--series-1);
  }
  .s2 {
    --hue: var(--series-2);
  }
  .s3 {
    --hue: var(--series-3);
  }
  .s4 {
    --hue: var(--series-4);
  }
  .s5 {
    --hue: var(--series-5);
  }
  .was,
  .others {
    --hue: var(--quiet);
  }
  .stroke,
  .tail {
    fill: none;
    stroke: var(--hue);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .was:is(.stroke, .tail) {
    stroke-width: 1.5;
  }
  .tail {
    stroke-dasharray: 1 5;
  }
  .mark {
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .spark .stroke {
    stroke-width: 1.5;
  }
  .fill {
    fill: var(--hue);
    opacity: 0.1;
  }
  .from,
  .to {
    stop-color: var(--series-0);
    stop-opacity: 0.16;
  }
  .to {
    stop-opacity: 0;
  }
  .dot,
  .bar {
    fill: var(--hue);
  }
  .dot.lifted {
    stroke: var(--ground);
    stroke-width: 2;
  }
  .bar.dim {
    opacity: 0.4;
  }
  .track {
    fill: var(--sunken);
  }
  .swatch {
    display: inline-block;
    width: 8px;
    height: 8px;
    margin-inline-end: 7px;
    border-radius: 2px;
    background: var(--hue);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: -4px 0 8px;
    font-size: 12.5px;
    color: var(--muted);
  }
  .marked .was {
    width: 2px;
    height: 10px;
    margin-inline: 3px 8px;
    border-radius: 0;
    background: var(--ink);
    vertical-align: -1px;
  }
`

const tooltips = css`
  .tooltip {
    position: absolute;
    top: 6px;
    z-index: 1;
    min-width: 120px;
    max-width: 240px;
    padding: 9px 12px;
    font-size: 12.5px;
    pointer-events: none;
    background: var(--ground);
    border: 1px solid var(--edge);
    border-radius: 8px;
    box-shadow: 0 6px 24px rgb(10 16 28 / 0.12);
  }
  .tooltip strong {
    display: block;
    margin-bottom: 3px;
    font-weight: 600;
  }
  .tooltip small {
    font-size: inherit;
    font-weight: 400;
    color: var(--muted);
  }
  .tooltip .than {
    justify-content: flex-end;
  }
  .tooltip dl > div {
    display: flex;
    gap: 16px;
    justify-content: space-between;
  }
  .tooltip dt {
    color: var(--muted);
  }
  .tooltip dd {
    font-weight: 600;
  }
`

const lists = css`
  .bars li {
    display: grid;
    font-size: 13px;
    grid-template-columns: 1fr auto;
    gap: 2px 12px;
    padding-bottom: 9px;
  }
  .bars.few li {
    gap: 6px 12px;
    padding-bottom: 22px;
  }
  .bars .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .bars .value {
    grid-column: 2;
    text-align: end;
    font-weight: 500;
    white-space: nowrap;
  }
  .bars.compared li {
    grid-template-columns: 1fr auto minmax(54px, auto);
  }
  .bars .delta {
    grid-column: 3;
    text-align: end;
    font-size: 12px;
    line-height: 1.6;
  }
  .bars li > svg {
    grid-column: 1 / -1;
    width: 100%;
    overflow: hidden;
  }
  .bars .more {
    color: var(--muted);
  }
  .scroll {
    max-height: 480px;
    margin: 0 -20px -16px;
    overflow: auto;
    border-radius: 0 0 var(--radius) var(--radius);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
  }
  th {
    position: sticky;
    top: 0;
    padding: 0;
    background: var(--ground);
    box-shadow: inset 0 -1px var(--edge);
    font-weight: 500;
    color: var(--muted);
    text-align: start;
    white-space: nowrap;
  }
  th button {
    width: 100%;
    padding: 7px 10px;
    text-align: inherit;
  }
  th button:hover,
  th:not([aria-sort='none']) {
    color: var(--ink);
  }
  th span {
    margin-inline-start: 4px;
  }
  td {
    max-width: 360px;
    padding: 7px 10px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    border-bottom: 1px solid var(--grid);
  }
  tr:last-child td {
    border-bottom: 0;
  }
  tbody tr:hover td {
    background: var(--sunken);
  }
  .number {
    text-align: end;
  }
  .others td {
    color: var(--muted);
  }
  :is(th button, td):first-child {
    padding-inline-start: 20px;
  }
  th:not(:first-child) button:first-child {
    padding-inline-start: 10px;
  }
  :is(th:last-child button, td:last-child) {
    padding-inline-end: 20px;
  }
`

/** What the charts look like, whichever card they are on. */
export const chartStyles = [figures, marks, tooltips, lists]
