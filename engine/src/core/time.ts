/** Virtual milliseconds since the start of a simulation; always an integer. */
export type Millis = number;

/** The wall-clock moment that virtual time 0 stands for (2026-01-05T00:00:00Z, a Monday): timestamps and cron schedules need one. */
export const epochMs: Millis = 1_767_571_200_000;
