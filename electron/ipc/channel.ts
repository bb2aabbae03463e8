/**
 * The one channel between the application and its window. What travels on it is the local API itself, message by message:
 * the window sends `localRequest`, gets `localAnswer`, and hears a `localAnswer` with id 0 for each news of the agent.
 */
export const localApiChannel = 'local-api';
