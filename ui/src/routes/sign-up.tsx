export { SignUp as default } from '../auth/sign-up'
