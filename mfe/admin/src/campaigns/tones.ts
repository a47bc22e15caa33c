/** How states look. */
export const PHASE_TONES = { draft: 'neutral', upcoming: 'info', running: 'good', over: 'neutral' } as const
export const ANSWER_TONES = { asked: 'neutral', accepted: 'good', refused: 'bad' } as const
