export const access = {
  role: { ADMINISTRATOR: "Administrator", AGENT: "Agent", VIEWER: "Viewer" },
  signIn: {
    title: "Sign in to Dossier",
    again: "Your session has ended",
    againText: "Please sign in again. The page and what you were writing are still here.",
    email: "E-mail",
    password: "Password",
    show: "Show the password",
    hide: "Hide the password",
    submit: "Sign in",
    forgot:
      "Forgotten your password? An administrator can reset it; an administrator’s own is reset on the server with dossier staff reset.",
    wrong: "E-mail or password is not right. Please check both.",
    disabled: "This account is disabled. Please ask your administrator.",
    tooMany: "Too many attempts. Please try again in a few minutes.",
    unreachable: "The server cannot be reached. Please try again shortly.",
    badLink: "This sign-in link was already used or has expired. Please sign in with e-mail and password.",
    emailRequired: "Please enter your e-mail",
    passwordRequired: "Please enter your password",
  },
};
