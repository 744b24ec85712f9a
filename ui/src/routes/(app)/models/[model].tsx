export { Model as default } from '../../../models/model'
