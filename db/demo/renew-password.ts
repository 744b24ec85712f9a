import { hashPassword } from 'better-auth/crypto'
import postgres from 'postgres'
import { meridianDomain } from './tell-people'

/** Gives the people of the demo workspace another password: that of an installation whose secrets are others than theirs were. Others keep theirs. */
export async function renewDemoPassword(ownerUrl: string, password: string): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const hash = await hashPassword(password)
    await owner`
      update account set password = ${hash} from "user" u
      where u.id = account.user_id and u.email like ${`%@${meridianDomain}`} and account.provider_id = 'credential'`
  } finally {
    await owner.end({ timeout: 5 })
  }
}
