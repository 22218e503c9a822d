/** `user-invitation-workflow` of `userInvitationWorkflow`. */
export function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `User invitation sent.` of `user.invitation_sent`, to be replaced by a sentence. */
export function sentenceOf(type: string): string {
  const words = type.split(/[._]/).join(' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
