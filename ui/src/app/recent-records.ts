/** A record that was open. */
export interface RecentRecord {
  entity: string
  id: string
  name: string
}

const most = 8

/** Records in the order in which they were last open, the newest first. They are this page's, and gone with it. */
export function createRecent() {
  let records: readonly RecentRecord[] = []
  return {
    open(record: RecentRecord) {
      records = [record, ...records.filter(({ id }) => id !== record.id)].slice(0, most)
    },
    all: () => records,
  }
}

export const recent = createRecent()
