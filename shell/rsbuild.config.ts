import { shell } from '@storeweave/kit/federation'
import { serviceWorker } from './service-worker-plugin'

export default shell([serviceWorker()])
