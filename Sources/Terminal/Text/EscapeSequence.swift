/// One step through text from elsewhere: a scalar to show, a change of style, or something that is left out.
enum EscapeSequence: Equatable {
    case scalar(Unicode.Scalar)
    case sgr([[Int]])
    case removed
}
