/** Takes one line of progress for a person. The caller decides where it goes; nothing here prints. */
export type Log = (message: string) => void;

/** The default: say nothing. */
export const silent: Log = () => {};
