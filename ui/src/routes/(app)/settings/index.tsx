export { Settings as default } from '../../../settings/settings'
