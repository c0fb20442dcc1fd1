import { figuresExchangeSuite } from '@/lib/server/ports/figures-exchange.suite'
import { createMemoryFiguresExchange } from './figures-exchange'

figuresExchangeSuite(async () => createMemoryFiguresExchange())
