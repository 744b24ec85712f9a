export { Home as default } from '../../app/home'
