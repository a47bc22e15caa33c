import { remote } from '@storeweave/kit/federation'

export default remote('admin')
