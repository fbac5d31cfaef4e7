/** The code of StatementFailure when another program holds the file that only one at a time may hold. */
export const heldElsewhere = 'HELD_ELSEWHERE';
