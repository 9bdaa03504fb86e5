import a_package_that_nobody_has


def init():
    pass


def run(raw_data):
    return a_package_that_nobody_has.answer(raw_data)
