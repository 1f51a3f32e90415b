export const photographs = {
  title: "Photographs",
  none: "No photographs yet.",
  add: "Add photographs",
  take: "Take a photograph",
  drop: "Let go to add the photographs",
  hint: "JPEG, PNG or WebP, at most {{most}}. Drop them here, or paste a screenshot. Large photographs are made smaller before they are sent, which saves mobile data; the place where they were taken is removed.",
  pasted: "Screenshot",
  full: "At most {{most}} photographs: the rest were not added.",
  uploaded: "{{name}} is uploaded",
  uploading: "Uploading {{name}}",
  preparing: "Preparing",
  waiting: "The connection is lost. The upload goes on by itself",
  retry: "Try again",
  retryOf: "Upload {{name}} again",
  remove: "Remove",
  removeOf: "Remove {{name}}",
  open: "Show photograph {{place}}: {{name}}",
  alt: "Photograph {{place}}: {{name}}",
  viewer: "Photograph {{place}} of {{total}}",
  previous: "Previous",
  next: "Next",
  original: "Full size",
  by: "Uploaded by {{name}}",
  removeTitle: "Remove this photograph?",
  removeText: "Nobody sees it any more. It is kept on file, and the complaint's history says who removed it.",
  removed: "The photograph is removed.",
  keep: "Keep it",
  refusal: {
    EMPTY_FILE: "This file is empty. Choose the photograph again.",
    TOO_LARGE: "The photograph is larger than 8 MB. Make it smaller, or upload a screenshot of it.",
    TOO_MANY_PIXELS:
      "The photograph has more than 50 million pixels. Make it smaller, or upload a screenshot of it.",
    HEIC: "This is a HEIC photograph, which many computers cannot open. On the iPhone choose Settings → Camera → Formats → Most Compatible and take it again, or save it as JPEG on a computer and upload that.",
    ANIMATED:
      "Moving pictures (GIF and the like) are not taken. Upload a screenshot of it, saved as JPEG or PNG.",
    VIDEO:
      "This is a video; only photographs are taken. Upload a screenshot of the moment that matters, saved as JPEG or PNG.",
    DOCUMENT:
      "This is a document, not a photograph. Upload a screenshot of the page that matters, saved as JPEG or PNG.",
    WEB_PAGE:
      "Web pages and vector pictures (HTML, SVG) can carry programs and are not taken. Upload a screenshot of it, saved as JPEG or PNG.",
    NOT_A_PHOTOGRAPH: "This is not a photograph that can be shown. Upload one as JPEG, PNG or WebP.",
    CUT_SHORT:
      "This photograph is incomplete: its end is missing, perhaps because a download or copy was interrupted. Save it again and upload that.",
    DAMAGED:
      "This photograph is damaged and cannot be read. Choose another, or open it in a picture program, save it as JPEG and upload that.",
  },
  failed: {
    signedOut: "Your session has ended. Sign in, then choose Try again.",
    forbidden: "Your role may not add photographs.",
    interrupted: "The upload was interrupted. Choose Try again.",
    failed: "Something went wrong on the server and nothing was uploaded. Choose Try again.",
  },
};
