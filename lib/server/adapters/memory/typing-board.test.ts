import { typingBoardSuite } from '@/lib/server/ports/conversations/typing-board.suite'
import { createMemoryTypingBoard } from './typing-board'

typingBoardSuite(createMemoryTypingBoard)
