import type { Row } from './row'
import { deploy } from './rows/deploy'
import { frozen } from './rows/frozen'
import { network } from './rows/network'
import { partition } from './rows/partition'
import { redisKills } from './rows/redis-kills'
import { serverKills } from './rows/server-kills'

/** All rows, in the order in which they are run. */
export const ROWS: readonly Row[] = [serverKills, redisKills, deploy, network, partition, frozen]
