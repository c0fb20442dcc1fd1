import type { Row } from './row'
import { clock } from './rows/clock'
import { deploy } from './rows/deploy'
import { embeddedKills } from './rows/embedded-kills'
import { frozen } from './rows/frozen'
import { fullDisk } from './rows/full-disk'
import { halfOpen } from './rows/half-open'
import { media } from './rows/media'
import { network } from './rows/network'
import { partition } from './rows/partition'
import { postgresKills } from './rows/postgres-kills'
import { redisKills } from './rows/redis-kills'
import { serverKills } from './rows/server-kills'
import { slowReader } from './rows/slow-reader'
import { starts } from './rows/starts'
import { storm } from './rows/storm'
import { tabs } from './rows/tabs'
import { reconnectionWindow } from './rows/reconnection-window'

/** All rows, in the order in which they are run; the quiet ones together at the end, the longest first. */
export const ROWS: readonly Row[] = [
  serverKills,
  redisKills,
  postgresKills,
  embeddedKills,
  media,
  deploy,
  network,
  storm,
  reconnectionWindow,
  clock,
  slowReader,
  partition,
  halfOpen,
  frozen,
  starts,
  fullDisk,
  tabs,
]
