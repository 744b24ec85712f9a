export { Invitation as default } from '../../auth/invitation'
