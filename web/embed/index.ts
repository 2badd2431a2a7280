import { SluiceDashboard } from './dashboard/dashboard.ts'
import { SluiceWidget } from './widget/widget.ts'

// A page that loads the script twice (two embeds, two versions) keeps the first.
if (!customElements.get('sluice-widget')) customElements.define('sluice-widget', SluiceWidget)
if (!customElements.get('sluice-dashboard')) customElements.define('sluice-dashboard', SluiceDashboard)

export { SluiceDashboard }
