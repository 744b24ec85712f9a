export { Nothing as default } from '../../../parts/records/nothing'
