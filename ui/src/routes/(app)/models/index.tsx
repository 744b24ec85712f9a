export { Models as default } from '../../../models/models'
