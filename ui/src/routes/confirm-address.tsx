export { ConfirmAddress as default } from '../auth/confirm-address'
