import { connect, type DatabaseOptions } from '../core/connect'
import type { Database } from '../core/database'
// Whoever has a database has the table of entities that its verbs look in.
import './entities'

/** Connects as `sextant_app` and as `sextant_system`, by a pool each; connections are made when they are asked for. */
export const openDatabase = (options: DatabaseOptions): Database => connect(options)
